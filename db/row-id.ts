/** Whether this can be the id of a row. Anything else from an address never reaches the database. */
export const isRowId = (id: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)
