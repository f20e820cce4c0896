/** The address that rings one of our own numbers: `tel:02079460100` for “020 7946 0100”. */
export const tel = (number: string): string => `tel:${number.replaceAll(' ', '')}`
