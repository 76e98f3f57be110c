/** Names and addresses as they are compared: how they are written does not matter. */
export const plain = (text: string): string => text.normalize('NFC').trim().toLowerCase();
export const isSame = (one: string, other: string): boolean => plain(one) === plain(other);
