// The keyboard belongs to the app as soon as it is there: nobody has to click first.
addEventListener("load", () => {
  const look = setInterval(() => {
    const keys = document.querySelector(".xterm-helper-textarea");
    if (keys) {
      keys.focus();
      clearInterval(look);
    }
  }, 50);
});

// The secret is in the cookie by now; it need not stay in the address bar, nor in the browser's history.
if (location.search.includes("token=")) history.replaceState(null, "", "/");
