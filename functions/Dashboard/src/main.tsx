export {}; document.title="x";
