/** Runs in the page under test: lays a page out, changed, and reads it. */
import { type Mutation, mutate } from './mutate.ts';
import './harness.ts';

let original: HTMLElement | undefined;

const mutants = {
  load(path: string, body: string): void {
    history.replaceState(null, '', path);
    original = new DOMParser().parseFromString(body, 'text/html').documentElement;
    document.replaceChild(document.adoptNode(original.cloneNode(true)), document.documentElement);
  },
  read(all: readonly (readonly Mutation[])[]): string[][] {
    return all.map((mutations) => {
      if (original) document.replaceChild(document.importNode(original, true), document.documentElement);
      for (const mutation of mutations) mutate(document.documentElement, mutation);
      return harness.read();
    });
  },
};

export type Mutants = typeof mutants;
(globalThis as { mutants?: Mutants }).mutants = mutants;
