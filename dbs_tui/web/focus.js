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
