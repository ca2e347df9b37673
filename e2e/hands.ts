import type { Locator } from '@playwright/test'

/** How a person works the window: with the mouse, or with the keyboard alone. A journey is written once for both. */
export interface Hand {
  readonly name: 'by mouse' | 'by keyboard'
  /** Goes to a control and presses it, or chooses it where it is one of several. */
  press(target: Locator): Promise<void>
  /** Goes to a field and replaces what stands in it. */
  fill(target: Locator, text: string): Promise<void>
}

const mouse: Hand = {
  name: 'by mouse',
  press: (target) => target.click(patience),
  fill: async (target, text) => {
    await target.click({ clickCount: 3 })
    await target.page().keyboard.type(text)
  },
}

const keyboard: Hand = {
  name: 'by keyboard',
  press: async (target) => {
    const role = await reach(target)
    await target.page().keyboard.press(role === 'radio' || role === 'checkbox' ? 'Space' : 'Enter')
  },
  fill: async (target, text) => {
    await reach(target)
    await target.page().keyboard.press('Control+A')
    await target.page().keyboard.type(text)
  },
}

export const hands: readonly Hand[] = [mouse, keyboard]

const most = 150
/** What takes longer to come up, or goes meanwhile, is not there to be pressed; in ms. */
const patience = { timeout: 20_000 }
const gone = { timeout: 2_000 }

/** Among these one moves with the arrows; Tab goes past them. */
const arrows: Readonly<Record<string, string>> = {
  menuitem: 'ArrowDown',
  menuitemcheckbox: 'ArrowDown',
  option: 'ArrowDown',
  radio: 'ArrowDown',
  tab: 'ArrowRight',
}

/** Moves the focus to a control with Tab and the arrows only. Answers the control's role; throws when it is out of reach. */
async function reach(target: Locator): Promise<string> {
  const { keyboard } = target.page()
  await target.waitFor(patience)
  const role = await target.evaluate(roleOf, undefined, gone)
  if (role.startsWith('menuitem')) await target.page().locator('[role=menu]:focus, [role=menu] :focus').waitFor(patience)
  for (let n = 0; n < most; n++) {
    const way = await target.evaluate(wayTo, undefined, gone)
    if (way === 'there') return role
    await keyboard.press(way === 'among' ? (arrows[role] ?? 'Tab') : 'Tab')
  }
  throw new Error(`the keyboard does not get to ${target}`)
}

const roleOf = (element: Element): string => element.role ?? (element instanceof HTMLInputElement ? element.type : element.localName)

/** Whether a control has the focus, or the focus is among those of its group. Runs in the page. */
function wayTo(target: Element): 'there' | 'among' | 'elsewhere' {
  const focused = document.activeElement
  if (focused === null) return 'elsewhere'
  if (target.role === 'option') {
    if (target.getAttribute('aria-selected') === 'true') return 'there'
    return focused.role === 'combobox' || focused.role === 'listbox' ? 'among' : 'elsewhere'
  }
  if (target === focused) return 'there'
  const groups = '[role=menu], [role=radiogroup], [role=tablist], fieldset'
  const group = target.closest(groups)
  return group?.contains(focused) && (group === focused || focused.closest(groups) === group) ? 'among' : 'elsewhere'
}
