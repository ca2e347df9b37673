import { useEffect, useState } from 'react'

/** The time, renewed every half minute, so that "2 minutes ago" stays true. */
export function useMinute(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
