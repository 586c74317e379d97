// Before the first paint: the look that the reader chose on an earlier visit (look.js).
try {
  const look = window.localStorage.getItem("parkgraph.look");
  if (look === "light" || look === "dark") document.documentElement.dataset.look = look;
} catch {
  // a browser without storage follows the system
}
