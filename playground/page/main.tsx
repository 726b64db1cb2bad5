import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import '@fontsource/noto-color-emoji/index.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/telegram.css';
import './styles/telegram-message.css';
import './styles/telegram-input.css';
import './styles/slack.css';
import './styles/slack-message.css';
import './styles/blocks.css';
import './styles/drawer.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
