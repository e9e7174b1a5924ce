const CODE = 'window.owned=1'

/** Markup that would run the code if it were taken for markup. */
const TAGS = [
  (code: string) => `<script>${code}</script>`,
  (code: string) => `<ScRiPt>${code}</sCrIpT>`,
  (code: string) => `<script src="data:text/javascript,${code}"></script>`,
  (code: string) => `<img src=x onerror="${code}">`,
  (code: string) => `<img src=x onerror=${code}//`,
  (code: string) => `<svg onload=${code}>`,
  (code: string) => `<svg><script>${code}</script></svg>`,
  (code: string) => `<svg><animate onbegin=${code} attributeName=x dur=1s>`,
  (code: string) => `<body onload=${code}>`,
  (code: string) => `<iframe src="javascript:${code}"></iframe>`,
  (code: string) => `<iframe srcdoc="<script>parent.${code}</script>">`,
  (code: string) => `<object data="javascript:${code}">`,
  (code: string) => `<embed src="javascript:${code}">`,
  (code: string) => `<a href="javascript:${code}">click</a>`,
  (code: string) => `<math href="javascript:${code}">x</math>`,
  (code: string) => `<details open ontoggle=${code}>`,
  (code: string) => `<input autofocus onfocus=${code}>`,
  (code: string) => `<video><source onerror=${code}>`,
  (code: string) => `<style>@import "javascript:${code}";</style>`,
  (code: string) => `<meta http-equiv=refresh content="0;url=javascript:${code}">`,
  (code: string) => `<base href="javascript:${code}//">`,
  (code: string) => `<form action="javascript:${code}"><button>go</button></form>`,
  (code: string) => `<template><script>${code}</script></template>`,
  (code: string) => `<noscript><p title="</noscript><img src=x onerror=${code}>">`,
]

/** Ways out of the place where a text stands. */
const AROUND = [
  (payload: string) => payload,
  (payload: string) => `">${payload}`,
  (payload: string) => `'>${payload}`,
  (payload: string) => `</title></textarea></style></script>${payload}`,
  (payload: string) => `-->${payload}<!--`,
  (payload: string) => `]]>${payload}`,
  (payload: string) => `${payload}\u202E`,
  (payload: string) => payload.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
]

/** Texts of other languages: of templates, addresses, terminals, sheets and queries. */
const OTHERS = [
  `{{constructor.constructor('${CODE}')()}}`,
  `{@html '<img src=x onerror=${CODE}>'}`,
  `\${${CODE}}`,
  `javascript:${CODE}`,
  `JaVaScRiPt:${CODE}`,
  `data:text/html,<script>${CODE}</script>`,
  `=HYPERLINK("javascript:${CODE}")`,
  `" OR 1=1 --`,
]

/** Two hundred texts that must stay texts. */
export const PAYLOADS: readonly string[] = [
  ...TAGS.flatMap((tag) => AROUND.map((around) => around(tag(CODE)))),
  ...OTHERS,
]
