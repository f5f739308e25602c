/** The other end of `Asked` (workers.ts): answers questions in a worker. */

/** Answers each question with what this returns; what it throws is told. */
export function answerWith<Question>(answer: (question: Question) => Promise<unknown>): void {
  self.onmessage = ({ data: { number, question } }: MessageEvent<{ number: number; question: Question }>) => {
    answer(question).then(
      (found) => {
        self.postMessage({ number, answer: found });
      },
      (error: unknown) => {
        self.postMessage({ number, error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
      },
    );
  };
}
