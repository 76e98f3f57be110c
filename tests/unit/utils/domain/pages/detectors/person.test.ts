// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { personOf } from '../../../../../../utils/domain/pages/detectors/person.ts';

const pageWith = (script: string) =>
  new DOMParser().parseFromString(`<script type="x">${script}</script>`, 'text/html');

test.each([
  ['window.Procore = { Environment: {"COMPANY_ID":"1","LOGIN_ID":"562949953421399"} };', '562949953421399'],
  ['Procore.Environment = { loginId: 42 }', '42'],
  ["Procore.Environment.login_id = '42';", '42'],
  ['window.Procore = { Environment: {"COMPANY_ID":"1"} };', ''],
  ['Procore.Environment = { LOGIN_ID: "a@example.com" }', ''],
  ['{"LOGIN_ID":"42"}', ''],
])('%j names %j', (script, person) => {
  expect(personOf(pageWith(script))).toBe(person);
});
