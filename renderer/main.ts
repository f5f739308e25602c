import './app.css';

// The skeleton in index.html is painted first, and the window shown with it; then comes what makes it work.
setTimeout(() => void import('./start.ts'));
