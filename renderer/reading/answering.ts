/** The other end of `Asked` (workers.ts): answers questions in a worker. */

interface Numbered {
  number: number;
  question: unknown;
}

/** Answers each question with what this returns; what it throws is told. The question is of the kind that `Asked` was made for. */
export function answerWith(answer: (question: never) => Promise<unknown>): void {
  self.onmessage = ({ data: { number, question } }: MessageEvent<Numbered>) => {
    answer(question as never).then(
      (found) => {
        self.postMessage({ number, answer: found });
      },
      (error: unknown) => {
        self.postMessage({ number, error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
      },
    );
  };
}
