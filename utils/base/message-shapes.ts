import * as z from 'zod/mini';

/** Shapes that several messages have. What comes from a page is short, and an id looks like one. */

export const shortText = (max: number) => z.string().check(z.maxLength(max));
export const idText = () => z.string().check(z.regex(/^(?:\d{1,20})?$/));
export const address = () => shortText(2000);
export const linkKey = () => z.strictObject({ zone: shortText(100), person: idText(), project: idText() });
