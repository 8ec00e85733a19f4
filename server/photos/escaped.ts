/** Escapes text for HTML, between tags and inside quoted attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
