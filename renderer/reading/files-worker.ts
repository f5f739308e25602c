/** Reads large files, so that the window answers meanwhile. */
import { read } from '#reading/read.ts';
import { answerWith } from './answering.ts';
import type { FileAnswer, FileNews, FileQuestion } from './workers.ts';

/** So many contacts go over at once: unpacking all of them in one piece would hold the window up again. */
const portion = 200;

answerWith((question: FileQuestion, tell: (news: FileNews) => void): Promise<FileAnswer> => {
  const onprogress = (done: number, total: number) => {
    tell({ done, total });
  };
  const { proposals, ...reading } = read({ ...question, onprogress });
  for (let at = 0; at < proposals.length; at += portion) tell({ proposals: proposals.slice(at, at + portion) });
  return Promise.resolve(reading);
});
