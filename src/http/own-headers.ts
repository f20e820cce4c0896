/** How the server names a request to the pages. What a client sends under this name is thrown away. */
export const requestIdHeader = 'x-request-id'

/** How the pages tell the server the pattern of their route, for the log. It never leaves the server. */
export const routeHeader = 'portal-route'
