import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/theme.css'
import { App } from './app/app.tsx'
import { createConnection } from './app/connection.ts'
import { createQueries } from './app/engine.tsx'
import { speak } from './app/strings.ts'
import { openChannel } from './app/transport.ts'
import { systemLanguage } from './app/use-language.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
speak(systemLanguage())
createRoot(root).render(
  <StrictMode>
    <App connection={createConnection(openChannel)} queries={createQueries()} />
  </StrictMode>,
)
