import { toggle } from './toggle.ts';
import type { Examples } from './types.ts';

/** The Enable DocuSign box of company and project settings. */
export const enableBox = toggle('enable-box');

/** Markup → what the elements of this kind in it say. Nobody else may find anything in it. */
export const examples: Examples = {
  '<div><input type="checkbox" id="e" checked><label for="e">Enable DocuSign®</label></div>': ['on'],
  '<label><input type="checkbox"> 启用 DocuSign</label>': ['off'],
  '<label><input type="checkbox" checked> DocuSign® aktivieren</label>': ['on'],
  '<label><input type="checkbox" disabled> Enable DocuSign</label>': ['off'],
  '<label style="display:none"><input type="checkbox" checked> Enable DocuSign</label>': [],
};
