import { powerMonitor } from 'electron'
import type { PowerState } from './engine-messages.ts'

/** Tells what the system says of power and heat, now and whenever that changes. Only Electron's main may ask. */
export function watchPower(tell: (power: PowerState) => void): void {
  // Heat is told on macOS only; on Linux the engine reads it from the kernel itself.
  let thermal = process.platform === 'darwin' ? powerMonitor.getCurrentThermalState() : 'unknown'
  const say = () => tell({ onBattery: powerMonitor.isOnBatteryPower(), hot: thermal === 'serious' || thermal === 'critical' })
  powerMonitor.on('on-battery', say)
  powerMonitor.on('on-ac', say)
  powerMonitor.on('thermal-state-change', ({ state }) => {
    thermal = state as typeof thermal
    say()
  })
  say()
}
