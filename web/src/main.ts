import { mount } from 'svelte'
import App from './App.svelte'
import './styles/tokens.css'
import './styles/base.css'
import './styles/masthead.css'

function start() {
  document.querySelector('#shell')?.remove()
  mount(App, { target: document.body })
}

// Let the masthead of index.html be painted before the app is built; a hidden page gets no frames.
if (document.visibilityState === 'hidden') start()
else requestAnimationFrame(() => setTimeout(start))
