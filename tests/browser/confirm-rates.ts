import type { Browser } from 'playwright/test'
import { newDevice, press, signIn } from './portal.ts'

/** As the manager, confirms what waits at the desk: a charge is decided by confirmed rates alone. */
export async function confirmRates(browser: Browser): Promise<void> {
  const desk = await newDevice(browser)
  const page = await desk.newPage()
  await signIn(page, 'manager')
  await page.goto('/staff/rates')
  const boxes = await page.locator('[data-confirm] [name=confirm]').all()
  if (boxes.length > 0) {
    for (const box of boxes) await box.check()
    await press(page, 'Confirm what I ticked')
  }
  await desk.close()
}
