import type { TOOLS } from '../../tools.ts';
import { localeOf } from '../../words/locales.ts';
import { pageWord } from '../../words/page-words.ts';
import { placeOf, type RestContext } from './caller.ts';

/** A tool as the person's pages name it: their language, and the company's dictionary. */
export function titleOf(c: RestContext, { word, title }: (typeof TOOLS)[number]): string {
  const { state, person } = c.var.caller;
  const { company } = placeOf(c);
  const language = localeOf(state.locales.get(person) ?? 'en') ?? 'en';
  return word === null ? title : pageWord(language, state.dictionary ?? company.dictionary, word);
}
