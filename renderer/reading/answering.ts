/** The other end of `Asked` (workers.ts): answers questions in a worker. */

interface Numbered {
  number: number;
  question: unknown;
}

/**
 * Answers each question with what this returns; what it throws is told. The question is of the kind that `Asked` was made for.
 * What there is to be told on the way goes to `tell`.
 */
export function answerWith(answer: (question: never, tell: (news: unknown) => void) => Promise<unknown>): void {
  self.onmessage = ({ data: { number, question } }: MessageEvent<Numbered>) => {
    const tell = (news: unknown) => {
      self.postMessage({ number, news });
    };
    answer(question as never, tell).then(
      (found) => {
        self.postMessage({ number, answer: found });
      },
      (error: unknown) => {
        self.postMessage({ number, error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
      },
    );
  };
}
