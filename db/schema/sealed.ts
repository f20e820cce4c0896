import { customType } from 'drizzle-orm/pg-core'

/** Bytes sealed by `db/sealing.ts`. The type is a brand: a plain Buffer cannot be stored by mistake. */
export type Sealed = Buffer & { readonly __sealed: true }

export const sealed = customType<{ data: Sealed; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => value,
  fromDriver: (value) => value as Sealed,
})
