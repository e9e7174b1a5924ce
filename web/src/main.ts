import { mount } from 'svelte'
import App from './App.svelte'
import './styles/tokens.css'
import './styles/base.css'
import './styles/masthead.css'
import { afterPaint } from './ui/after-paint.ts'

// index.html has the masthead, which is painted before the app is built.
afterPaint(() => {
  document.querySelector('#shell')?.remove()
  mount(App, { target: document.body })
})
