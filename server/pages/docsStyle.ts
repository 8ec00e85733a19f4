/** The style of the first page of the API. Names and sizes as in the client's tokens.css. */
export const docsStyle = `:root{color-scheme:light dark;--stage:light-dark(#e7e2d7,#0e1013);--surface:light-dark(#fcfaf6,#191c20);--surface-2:light-dark(#f1ede4,#24282e);--text:light-dark(#14161a,#f4f1ea);--quiet:light-dark(#625d54,#aaa69d);--line:light-dark(#e2dccf,#2f343b);--line-strong:light-dark(#8d867a,#7b7f86);--accent:#ff5a3c;--accent-text:light-dark(#b93417,#ff8a70);--focus:light-dark(#1559d6,#8fb8ff)}
*{box-sizing:border-box}
html{background:var(--stage);color:var(--text);font:1rem/1.55 system-ui,-apple-system,'Segoe UI',sans-serif;-webkit-text-size-adjust:100%}
body{margin:0}
header{display:flex;justify-content:space-between;align-items:center;min-height:56px;padding:0 16px;border-bottom:1px solid var(--line);background:var(--surface)}
header a{display:inline-flex;align-items:center;min-height:44px;color:var(--text);text-decoration:none}
header a:hover{text-decoration:underline}
.name{font-weight:650}
main{max-width:800px;margin:0 auto;padding:24px 16px 64px}
h1{margin:16px 0 8px;font-size:clamp(1.75rem,6vw,2.5rem);line-height:1.1;letter-spacing:-.02em}
.lede{margin:0 0 24px;color:var(--quiet);font-size:1.125rem}
section{margin:16px 0;padding:8px 24px 16px;border:1px solid var(--line);border-radius:16px;background:var(--surface)}
h2{margin:12px 0 4px;font-size:1.25rem;line-height:1.25}
p{margin:8px 0}
ul{margin:8px 0;padding-left:20px}
li{margin:8px 0}
a{color:var(--accent-text)}
a:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:8px}
code{font:.875em/1.5 ui-monospace,'SF Mono',Menlo,Consolas,monospace;overflow-wrap:anywhere}
p code,li code,td code,th code{padding:1px 5px;border-radius:6px;background:var(--surface-2)}
pre{margin:12px 0;padding:12px 16px;white-space:pre-wrap;border-left:4px solid var(--accent);border-radius:8px;background:var(--surface-2)}
th code{white-space:nowrap}
.ways{display:flex;flex-wrap:wrap;gap:12px;margin:24px 0}
.ways a{display:inline-flex;align-items:center;min-height:44px;padding:0 20px;border:1px solid var(--line-strong);border-radius:999px;color:var(--text);font-weight:550;text-decoration:none}
.ways a:hover{border-color:var(--text)}
.ways .main{border-color:var(--accent);background:var(--accent);color:#14161a}
table{width:100%;margin:12px 0;border-collapse:collapse}
th,td{padding:8px 12px 8px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{color:var(--quiet);font-size:.8125rem;font-weight:550}
@media (max-width:480px){section{padding:4px 16px 12px}}
`
