/** The page's look: a laboratory report, black on white; colour never says anything that words or signs do not. */

/** The heading of every printed page, as a CSS string: everything but letters and digits is escaped. */
function cssString(text: string): string {
  return text.replace(/[^A-Za-z0-9]/gu, (char) => `\\${(char.codePointAt(0) ?? 0).toString(16).padStart(6, "0")}`);
}

/** The style sheet of a page with this heading on paper. */
export function pageStyle(heading: string): string {
  return `${STYLE}@page{margin:18mm 14mm 16mm;@top-left{content:"${cssString(heading)}";font:8pt sans-serif}@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt sans-serif}}
`;
}

const STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:70rem;background:#fff;color:#111;font:15px/1.45 system-ui,"Segoe UI",Roboto,Arial,sans-serif}
h1{margin:0 0 .3rem;font-size:1.45rem;line-height:1.25}
h2{margin:2.2rem 0 .5rem;padding-bottom:.2rem;border-bottom:2px solid #111;font-size:1.2rem}
h3{margin:1.5rem 0 .4rem;font-size:1rem}
h4{margin:1rem 0 .3rem;font-size:.95rem}
p{margin:.3rem 0 .6rem;max-width:60rem}
nav ul{margin:.6rem 0;padding:0;list-style:none}
nav li{display:inline-block;margin:0 1.1rem .3rem 0}
a{color:#0b4f8a}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.6rem 0}
dt{color:#444}
dd{margin:0;overflow-wrap:anywhere}
.sha{color:#444;font:12px/1.45 ui-monospace,Consolas,monospace}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{padding:.2rem 0;color:#444;text-align:left}
th,td{padding:.25rem 1rem .25rem 0;border-bottom:1px solid #bbb;text-align:left;vertical-align:top;overflow-wrap:break-word;unicode-bidi:isolate}
th{border-bottom:1px solid #111}
.number{text-align:right;white-space:nowrap}
.box{width:5.5rem}
.wide{width:60%}
.tick{display:inline-block;width:.85em;height:.85em;border:1px solid #111;vertical-align:-.08em}
.eligible,.ineligible,.undetermined{white-space:nowrap}
.eligible{color:#14532d;font-weight:600}
.ineligible{color:#8a1212}
.undetermined{color:#6b4700}
.counts td:first-child{width:4rem;font-size:1.1rem;font-weight:600;text-align:right}
.counts td:nth-child(2){width:11rem;white-space:nowrap}
.note{color:#444}
ul.plain{margin:.2rem 0;padding-left:1.2rem}
svg{display:block;width:100%;min-width:34rem;max-width:46rem;height:auto}
svg text{font:13px system-ui,"Segoe UI",Roboto,Arial,sans-serif;fill:#111}
svg .n{font-weight:600}
svg rect{fill:#fff;stroke:#111}
svg path{fill:none;stroke:#111}
form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;margin:.6rem 0}
label{display:flex;flex-direction:column;font-size:.85rem;color:#333}
input,select,button{padding:.25rem .4rem;border:1px solid #555;border-radius:0;background:#fff;color:#111;font:inherit}
select{max-width:22rem}
button{cursor:pointer}
th button{padding:0;border:0;font-weight:600;text-align:left}
th button::after{content:" \\2195";content:" \\2195" / "";color:#555}
th[aria-sort=ascending] button::after{content:" \\2191";content:" \\2191" / ""}
th[aria-sort=descending] button::after{content:" \\2193";content:" \\2193" / ""}
td button{padding:0;border:0;color:#0b4f8a;text-align:left;text-decoration:underline}
:focus-visible{outline:3px solid #0b4f8a;outline-offset:2px}
.more td{padding:.3rem 0 .6rem 1rem;background:#f6f6f6}
.more ul{padding:0;list-style:none}
.sign{display:grid;grid-template-columns:repeat(4,1fr);gap:0 1rem;margin:1.8rem 0}
.sign div{padding-top:.2rem;border-top:1px solid #111;margin-top:2.2rem;font-size:.85rem}
.sign p{grid-column:1/-1;margin:0}
.paper{display:none}
@media (max-width:40rem){body{font-size:14px}dl{grid-template-columns:1fr}dt{margin-top:.3rem}.sign{grid-template-columns:1fr 1fr}label,select,input{width:100%}h1{font-size:1.25rem}}
@media print{body{max-width:none;padding:0;font-size:9.5pt}h1{font-size:14pt}h2{font-size:12pt;break-after:avoid}h3,h4,caption{break-after:avoid}nav,form,.screen{display:none}.paper{display:inline}p.paper{display:block}th.paper,td.paper{display:table-cell}.log{font-size:8.5pt}.log th,.log td{padding-right:.5rem}.log .why{width:26%}.log .open{width:21%}.log th.paper{min-width:1.7cm}th button{display:none}thead{display:table-header-group}tr,.sign,svg{break-inside:avoid}.scroll{overflow:visible}a{color:#111}.more td{background:none}td button{color:#111;text-decoration:none}}
`;
