import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { strings } from './strings.ts'

/** Catches what goes wrong while a screen is drawn: the rest of the window stays, and the person can go on. */
export class Fault extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div role="alert" className="grid h-full place-items-center p-6 text-center">
        <div className="max-w-[420px]">
          <h1 className="text-md font-semibold">{strings.fault.title}</h1>
          <p className="mt-2 text-ink-2">{strings.fault.lead}</p>
          <div className="mt-4 flex justify-center gap-2">
            <Button onClick={() => this.setState({ failed: false })}>{strings.fault.again}</Button>
            <Button onClick={() => location.reload()}>{strings.fault.reload}</Button>
          </div>
        </div>
      </div>
    )
  }
}
