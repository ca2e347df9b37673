import { childArgs, parentChannel } from './child-channel.ts'
import { type SearchChildArgs, serveSearch } from './search/serve-search.ts'

serveSearch(parentChannel(), childArgs<SearchChildArgs>())
