"""The style sheet of the HTML export, for screens in light and dark and for paper (A4 and Letter).

The colours are those of the window (`ui.theme.tokens`; a test compares them). A kind is told by its sign and its word.
"""

from __future__ import annotations

THEMES = {"auto": "light dark", "light": "light", "dark": "dark"}  # and the colour schemes that each goes with
_LIGHT = """\
  --paper: #FCFBF8; --panel: #F3F1EC; --ink: #23211E; --muted: #66615A; --line: #D9D4CB; --accent: #483290;
  --partner: #F1EEFA; --claim: #1B56A0; --evidence: #0B7A5A; --rebuttal: #B03D1A;"""
_DARK = """\
  --paper: #1E1F22; --panel: #26282C; --ink: #E8E6E1; --muted: #A8A39A; --line: #3A3D43; --accent: #C0B2F5;
  --partner: #2F2C45; --claim: #6EA3EA; --evidence: #6ACFA0; --rebuttal: #F0936F;"""


def css(theme: str = "auto") -> str:
    """The style sheet in the colours of a theme; paper is white in all of them."""
    colours = f":root {{\n{_DARK if theme == 'dark' else _LIGHT} color-scheme: {THEMES[theme]}; }}\n"
    if theme == "auto":
        colours += f"@media (prefers-color-scheme: dark) {{\n:root {{\n{_DARK} }}\n}}\n"
    return colours + _REST


_REST = """\
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 28px 64px; max-width: 1400px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 0 0 8px; break-after: avoid; }
h1 { font-size: 26px; max-width: 36em; }
h2 { font-size: 19px; margin-top: 40px; }
h3 { font-size: 16px; margin-top: 20px; }
h4, h5, h6 { font-size: 15px; margin-top: 12px; }
p { margin: 0 0 6px; orphans: 3; widows: 3; }
a { color: var(--accent); text-underline-offset: 2px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
:target { background: var(--partner); }
ul, ol { margin: 0 0 6px; padding-left: 22px; }
pre, code { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; }
blockquote, figure { margin: 0; }
.notes h2 { font-size: 16px; margin-top: 16px; }
.notes > * { max-width: 48em; }
.cases { display: grid; gap: 0 40px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); }
.cases-1 { grid-template-columns: minmax(0, 56em); }
.cases > section { min-width: 0; }
.source, .remark, .cite, .count, .none, .detail, figcaption, .refs { color: var(--muted); font-size: 13px; }
.label { color: var(--muted); font-size: 13px; }
ul.tree { list-style: none; padding-left: 0; margin: 0; }
ul.tree ul.tree { padding-left: 14px; margin-left: 5px; border-left: 1px solid var(--line); }
ul.tree ul.tree ul.tree ul.tree ul.tree ul.tree { padding-left: 6px; margin-left: 2px; }
.point, .below { padding: 6px 6px 4px 18px; break-inside: avoid; }
.below { padding: 2px 6px 4px 18px; }
.below:empty { display: none; }
summary { display: block; position: relative; padding: 6px 6px 2px 18px; border-radius: 4px; cursor: pointer;
  break-inside: avoid; break-after: avoid; }
summary::-webkit-details-marker { display: none; }
summary::before { content: "▸"; content: "▸" / ""; position: absolute; left: 2px; color: var(--muted); }
details[open] > summary::before { content: "▾"; content: "▾" / ""; }
summary:hover { background: var(--panel); }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
details:not([open]) > summary::after { content: " " attr(data-below); color: var(--muted); font-size: 13px; }
li.unstated > .point > .text, li.unstated > details > summary > .text { font-style: italic; }
.kind { font-size: 13px; font-weight: 600; }
li.claim > .point .kind, li.claim > details > summary .kind { color: var(--claim); }
li.evidence > .point .kind, li.evidence > details > summary .kind { color: var(--evidence); }
li.rebuttal > .point .kind, li.undercut > .point .kind, li.rebuttal > details > summary .kind,
li.undercut > details > summary .kind { color: var(--rebuttal); }
.sign { display: inline-block; width: 10px; height: 10px; margin-right: 7px; background: var(--claim);
  border-radius: 3px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.sign.evidence { background: var(--evidence); border-radius: 0; box-shadow: inset 0 0 0 1.5px var(--evidence),
  inset 0 0 0 3px var(--paper); }
.sign.rebuttal, .sign.undercut { background: var(--rebuttal); border-radius: 0;
  clip-path: polygon(0 0, 100% 0, 100% 100%, 0 100%, 35% 50%); }
figure { margin: 2px 0 6px; padding-left: 10px; border-left: 2px solid var(--line); break-inside: avoid; }
figure blockquote { font-family: "Source Serif Pro", "Source Serif 4", Georgia, serif; }
figure p { margin: 0 0 2px; }
.note { padding: 4px 10px; margin: 2px 0 6px; background: var(--panel); border-radius: 4px; }
.tag { display: inline-block; padding: 0 8px; border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); }
td p:last-child, li p:last-child { margin-bottom: 0; }
thead th { color: var(--muted); font-size: 12px; font-weight: 500; vertical-align: bottom; }
.clash > table { table-layout: fixed; }
th.no { width: 40px; white-space: nowrap; color: var(--muted); font-weight: 400; }
th.link { width: 116px; }
th.answer { width: 128px; }
th.why { width: 25%; }
td.why { font-size: 13px; }
td.why p { margin-bottom: 3px; }
td.why p + p:has(> .label) { margin-top: 7px; }
tr { break-inside: avoid; }
tr.issue th { padding-top: 20px; font-size: 15px; break-after: avoid; }
.count { font-weight: 400; margin-left: 8px; }
.common > table { border-top: 2px solid var(--muted); }
.challenge { color: var(--rebuttal); }
.state .mark { display: inline-block; width: 9px; height: 9px; margin-right: 6px; border: 1.5px solid currentColor;
  border-radius: 50%; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.state.unanswered, .state.open { color: var(--rebuttal); font-weight: 600; }
.state.partly .mark { background: linear-gradient(90deg, currentColor 50%, transparent 50%); }
.state.answered, .state.met, .state.conceded { color: var(--muted); }
.state.answered .mark, .state.met .mark { background: currentColor; }
.state.conceded .mark { height: 11px; border-radius: 0; border-width: 0 0 0 1.5px;
  background: linear-gradient(currentColor, currentColor) 0 0 / 100% 60% no-repeat; }
ul.plain { list-style: none; padding-left: 0; }
ul.plain > li { padding: 6px 0; border-bottom: 1px solid var(--line); break-inside: avoid; }
.links > ul.plain { max-width: 64em; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media screen and (max-width: 760px) {
  .clash { overflow-x: auto; }
  .clash > table { min-width: 720px; }
}
@page { margin: 14mm 12mm; }
@media print {
  :root { --paper: #FFFFFF; --panel: #F3F1EC; --ink: #000000; --muted: #4A463F; --line: #B8B2A7; --accent: #23211E;
    --partner: transparent; --claim: #1B56A0; --evidence: #0B7A5A; --rebuttal: #B03D1A; color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.35; }
  h1 { font-size: 17pt; }
  h2 { font-size: 13pt; margin-top: 16pt; }
  h3 { font-size: 11pt; margin-top: 10pt; }
  .cases { gap: 0 8mm; }
  .cases-2 { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  a { text-decoration: none; color: inherit; }
  thead { display: table-header-group; }
  table { font-size: 8.5pt; }
  thead th, .source, .remark, .cite, .count, .none, .detail, figcaption, .refs, .label, .kind { font-size: 8pt; }
  th, td { padding: 4pt 6pt 4pt 0; }
  .clash:not(.common) { break-before: page; }
  th.no { width: 24pt; white-space: nowrap; }
  th.link { width: 68pt; }
  th.answer { width: 76pt; }
  td.why { font-size: 8pt; }
  tr.issue th { padding-top: 10pt; font-size: 10pt; }
  ul.tree ul.tree { padding-left: 8px; margin-left: 3px; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary::before, details > summary::after { display: none !important; }
  .point, .below, summary { padding-left: 0; }
}
"""
CSS = css()
