// Keeps a page up to date: htmx asks for it again and changes what differs. This file decides when it does not ask, and says so on the
// page: old numbers must not look like new ones.
"use strict";
(() => {
  const page = document.querySelector("main[data-hx-trigger^=every]");
  if (page === null) {
    return;
  }
  const OFF = "stopped-refreshing " + location.pathname;
  const OLD_MILLIS = 30_000;
  const control = document.getElementById("refresh");
  const button = control.querySelector("button");
  let answered = new Date();
  let posted = false;
  let loggedOut = false;
  let leaving = false;

  const stopped = () => sessionStorage.getItem(OFF) !== null;
  const refreshes = () => page.matches("[data-hx-trigger^=every]");
  const showControl = () => {
    control.hidden = !refreshes();
    control.querySelector("small").textContent = stopped() ? "Does not refresh." : "Refreshes by itself.";
    button.textContent = stopped() ? "Refresh again" : "Stop refreshing";
  };
  const refresh = () => page.dispatchEvent(new Event("refresh"));
  const time = () => answered.toISOString().slice(11, 19) + " UTC";

  // what is about to be copied or pressed must not change
  const selecting = () => {
    const selection = getSelection();
    return !selection.isCollapsed && page.contains(selection.anchorNode);
  };
  const pressing = () => page.querySelector("form button:hover, form button:active") !== null;
  const mustWait = () => document.hidden || stopped() || posted || loggedOut || selecting() || pressing();

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
  const notRefreshed = why => warn("This page has not refreshed since " + time() + ".", why);
  const failed = status => {
    if (leaving) {
      return;
    }
    if (status === 401) {
      loggedOut = true;
      warn("You are not logged in any more.", "What you see is from " + time() + ". Load the page again to log in.");
    } else {
      notRefreshed((status === undefined ? "The console does not answer." : "The console answers with an error, " + status + ".")
          + " It is asked again.");
    }
  };

  page.addEventListener("htmx:config:request", event => {
    // the answer to somebody without a login is then 401, and not the page of the login
    event.detail.ctx.request.headers["X-Requested-With"] = "XMLHttpRequest";
  });
  page.addEventListener("htmx:before:request", event => {
    if (mustWait()) {
      event.preventDefault();
    }
  });
  page.addEventListener("htmx:after:request", event => {
    const { response, text } = event.detail.ctx;
    leaving = false;
    if (response.status >= 400) {
      return;
    }
    if (mustWait()) {
      event.preventDefault();
    } else if (page.dataset.reload !== undefined || !text.includes('id="content"')) {
      // another kind of page has come in its place: it brings its own scripts
      event.preventDefault();
      location.reload();
    }
  });
  page.addEventListener("htmx:response:error", event => failed(event.detail.ctx.response.status));
  page.addEventListener("htmx:error", () => failed());
  page.addEventListener("htmx:after:swap", event => {
    if (event.detail.ctx.response?.status === 200) {
      answered = new Date();
      showControl();
    }
  });
  setInterval(() => {
    if (refreshes() && !document.hidden && !stopped() && Date.now() - answered > OLD_MILLIS) {
      notRefreshed(selecting() ? "It waits while text is selected." : pressing() ? "It waits while a button may be pressed."
          : "It waits for the console.");
    }
  }, 5_000);
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
  document.addEventListener("submit", () => { posted = true; });
  addEventListener("pageshow", () => { posted = false; leaving = false; });
  addEventListener("pagehide", () => { leaving = true; });
  addEventListener("beforeunload", () => { leaving = true; });
  showControl();
})();
