import './app.css';

// The skeleton in index.html is painted first, and the window shown with it; then comes what makes it work. What that
// will ask for is asked for now.
const start = window.fieldpost.start(undefined);
setTimeout(() => void import('./start.ts').then(({ show }) => show(start)));
