// Keeps a page up to date: htmx asks for it again and changes what differs. Here is when it does not ask, and what people see
// when the console does not answer: old numbers must not look like new ones.
"use strict";
(() => {
  const page = document.querySelector("main[data-hx-trigger^=every]");
  if (page === null) {
    return;
  }
  const OFF = "stopped-refreshing";
  const control = document.getElementById("refresh");
  const button = control.querySelector("button");
  let answered = new Date();
  let posted = false;
  let loggedOut = false;

  const stopped = () => sessionStorage.getItem(OFF) !== null;
  const showControl = () => {
    control.hidden = false;
    control.querySelector("small").textContent = stopped() ? "Does not refresh." : "Refreshes by itself.";
    button.textContent = stopped() ? "Refresh again" : "Stop refreshing";
  };
  const refresh = () => page.dispatchEvent(new Event("refresh"));
  const selecting = () => {
    const selection = getSelection();
    return !selection.isCollapsed && page.contains(selection.anchorNode);
  };

  const warn = (what, meaning) => {
    const box = document.getElementById("not-refreshed") ?? document.createElement("div");
    if (box.isConnected && box.dataset.what === what) {
      return;
    }
    const mark = document.createElement("i");
    mark.textContent = "△ Look";
    const strong = document.createElement("strong");
    strong.textContent = what;
    const text = document.createElement("div");
    text.append(strong, " " + meaning);
    box.id = "not-refreshed";
    box.className = "state warn";
    box.setAttribute("role", "alert");
    box.dataset.what = what;
    box.replaceChildren(mark, text);
    page.prepend(box);
  };
  const failed = status => {
    if (status === 401) {
      loggedOut = true;
      warn("Your login has ended.", "The numbers are those of " + time() + ". Load the page again to log in.");
    } else {
      warn("This page is not refreshed since " + time() + ".",
          (status === undefined ? "The console does not answer." : "The console answers with an error, " + status + ".") + " It is asked again.");
    }
  };
  const time = () => answered.toISOString().slice(11, 19) + " UTC";

  page.addEventListener("htmx:config:request", event => {
    // the answer to somebody without a login is then 401, and not the page of the login
    event.detail.ctx.request.headers["X-Requested-With"] = "XMLHttpRequest";
  });
  page.addEventListener("htmx:before:request", event => {
    if (document.hidden || stopped() || posted || loggedOut || selecting()) {
      event.preventDefault();
    }
  });
  page.addEventListener("htmx:response:error", event => failed(event.detail.ctx.response.status));
  page.addEventListener("htmx:error", () => failed());
  page.addEventListener("htmx:after:swap", event => {
    if (event.detail.ctx.response?.status === 200) {
      answered = new Date();
    }
  });
  button.addEventListener("click", () => {
    if (stopped()) {
      sessionStorage.removeItem(OFF);
      refresh();
    } else {
      sessionStorage.setItem(OFF, "");
    }
    showControl();
  });
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
  // the answer to a form is a new page; what was pressed must not change before it comes
  document.addEventListener("submit", () => { posted = true; });
  addEventListener("pageshow", () => { posted = false; });
  showControl();
})();
