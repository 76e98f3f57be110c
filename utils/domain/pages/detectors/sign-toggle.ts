import { toggle } from './toggle.ts';
import type { Examples } from './types.ts';

/** The Sign with DocuSign box (legacy) or switch (newer) of an item: without it there is no send button. */
export const signToggle = toggle('sign-toggle');

/** Markup → what the elements of this kind in it say. Nobody else may find anything in it. */
export const examples: Examples = {
  '<label><input type="checkbox" checked> Sign with DocuSign®</label>': ['on'],
  '<label for="s">Sign with DocuSign</label><div><input type="checkbox" id="s"></div>': ['off'],
  '<span id="n">DocuSign で署名</span><button role="switch" aria-checked="true" aria-labelledby="n"></button>':
    ['on'],
  '<div><span>Sign with DocuSign</span><div role="switch"></div></div>': ['unknown'],
  '<label><input type="checkbox" checked> Mit DocuSign® signieren</label>': ['on'],
  '<label><input type="checkbox"> Signer avec DocuSign</label>': ['off'],
  '<dl><dt>Sign with DocuSign</dt><dd>Yes</dd></dl>': ['on'],
  '<div><span>Sign with DocuSign</span><span>No</span></div>': ['off'],
  '<div><span>Signer avec DocuSign :</span> Oui</div>': ['on'],
  '<div><span>Sign with DocuSign</span><span>Selected</span></div>': ['on'],
  '<div><span>Mit DocuSign® signieren</span><span>Abgewählt</span></div>': ['off'],
  '<section>Sign with DocuSign®: No</section>': ['off'],
  '<div><span>Mit DocuSign® signieren</span><span><svg data-qa="ci-Check"></svg></span></div>': ['on'],
  '<div><span>Sign with DocuSign</span><span>Later</span></div>': [],
  '<div><h3>Sign with DocuSign</h3><span>Yes</span></div>': [],
  '<label hidden><input type="checkbox" checked> Sign with DocuSign®</label>': [],
  '<div class="comment"><label><input type="checkbox"> Sign with DocuSign®</label></div>': [],
  '<label><input type="checkbox"> Sign with a pen</label>': [],
};
