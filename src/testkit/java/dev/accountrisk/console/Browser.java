package dev.accountrisk.console;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.servers.ChromiumPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window, with a new profile, which uses the pages as people do. */
final class Browser implements AutoCloseable {
    /** A window on a desk, in pixels. */
    static final int WIDE = 1_280;
    /** A telephone, in pixels. */
    static final int PHONE = 390;

    private static final int HEIGHT = 900;
    /** A page can take that long where many tests share a few cores. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CHECK = """
            const done = arguments[arguments.length - 1];
            axe.run(document, Object.assign({resultTypes: ['violations'], preload: false}, %s)).then(
                found => done(found.violations.flatMap(rule => rule.nodes.map(
                    node => rule.id + ': ' + rule.help + ', ' + node.target + ', ' + node.failureSummary))),
                failure => done(['axe failed: ' + failure]));""";
    /** The rules of WCAG A and AA, and axe's best practices. */
    private static final String ALL = CHECK.formatted("{}");
    /** What colours and widths change. The size of what a finger hits is a rule of WCAG 2.2, which axe leaves out by default. */
    private static final String LOOKS = CHECK.formatted("{runOnly: ['color-contrast', 'link-in-text-block',"
            + " 'scrollable-region-focusable', 'target-size']}");
    private static final String OVERFLOW = """
            const here = document.querySelector('nav [aria-current]'), box = here && here.getBoundingClientRect();
            return document.documentElement.scrollWidth > window.innerWidth
                ? ['the page is ' + document.documentElement.scrollWidth + ' wide, of ' + window.innerWidth]
                : box && (box.left < 0 || box.right > window.innerWidth || box.top < 0 || box.bottom > window.innerHeight)
                ? ['the navigation does not show which page is open'] : []""";
    private static final String BUTTONS = """
            return [...document.querySelectorAll('main button, main a.button')].map(it => it.innerText)""";
    private static final String PAGES = "return [...document.querySelectorAll('nav a')].map(it => it.innerText)";
    private static final String FOCUS = """
            const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
            return [it.innerText || it.getAttribute('name') || it.tagName,
                style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.right > 0 && box.bottom > 0,
                it.closest('main') !== null]""";

    /** Selenium warns at each start that it does not know the newest browser's own commands. Two old ones are used here. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final URI home;
    private final ChromeDriver driver;
    private final String axe;

    /** What has the focus: what it says, whether people see that it has it, and whether it belongs to the page's content. */
    record Focus(String says, boolean seen, boolean inContent) {}

    Browser(URI home, ChromiumPrograms programs) {
        this.home = home;
        try (var script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            this.axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(programs.browser().toFile());
        // root, which builds run as in containers, has no sandbox
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--hide-scrollbars", "--force-device-scale-factor=1", "--lang=en-GB");
        options.setCapability("goog:loggingPrefs", logs);
        this.driver = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(programs.driver().toFile())
                .withEnvironment(programs.environment())
                .build(), options);
        Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
        driver.manage()
                .timeouts()
                .scriptTimeout(PATIENCE)
                .pageLoadTimeout(PATIENCE);
    }

    /** Looks by day or by night, through a window of some width. */
    void look(boolean dark, int width) {
        var _ = driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        var _ = driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    }

    void open(String path) {
        driver.get(home.resolve(path).toString());
    }

    /** The path of the page that is open. */
    URI address() {
        return URI.create(Objects.requireNonNull(driver.getCurrentUrl()));
    }

    /** Forgets who is logged in, here and at every provider. */
    void forget() {
        var _ = driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** Logs in by the form of the page that is open. */
    void logIn(String name, String password) {
        write("username", name);
        write("password", password);
        follow(driver.findElement(By.cssSelector("form button[type=submit]")));
    }

    String heading() {
        return driver.findElement(By.tagName("h1")).getText();
    }

    /** All that the page says. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What the page's own buttons say. */
    List<String> buttons() {
        return texts(driver.executeScript(BUTTONS));
    }

    /** The pages that the navigation leads to. */
    List<String> pages() {
        return texts(driver.executeScript(PAGES));
    }

    /** How many minutes each chart of the page that is open shows. */
    int minutesOfCharts() {
        return driver.findElements(By.cssSelector("figure.chart:first-of-type details tbody tr")).size();
    }

    /** Presses the button or the link that says this, and waits for the page that it leads to. */
    void press(String says) {
        follow(find(says));
    }

    private static void follow(WebElement element) {
        element.click();
        await("the next page").atMost(PATIENCE).ignoreExceptions().until(() -> isGone(element));
    }

    private static boolean isGone(WebElement element) {
        try {
            var _ = element.isEnabled();
            return false;
        } catch (StaleElementReferenceException left) {
            return true;
        }
    }

    /** Presses a button that leads to no other page. */
    void pressHere(String says) {
        find(says).click();
    }

    void pressTwice(String says) {
        new Actions(driver).doubleClick(find(says)).perform();
    }

    private WebElement find(String says) {
        return driver.findElement(By.xpath("//*[self::a or self::button][normalize-space()='" + says + "']"));
    }

    void write(String field, String text) {
        driver.findElement(By.cssSelector("[name=" + field + "]:not([type=hidden])")).sendKeys(text);
    }

    /** What is written in a field. */
    String written(String field) {
        return String.valueOf(driver.findElement(By.cssSelector("[name=" + field + "]:not([type=hidden])"))
                .getDomProperty("value"));
    }

    /** Runs a script in the page, and returns what it returns, as text. */
    String run(String script) {
        return String.valueOf(driver.executeScript(script));
    }

    /** Presses a key, and returns what has the focus then. */
    Focus key(Keys key) {
        new Actions(driver).sendKeys(key).perform();
        List<?> focus = (List<?>) Objects.requireNonNull(driver.executeScript(FOCUS));
        return new Focus(String.valueOf(focus.get(0)), focus.get(1).equals(true), focus.get(2).equals(true));
    }

    /** What keeps people from using the page that is open: one line for each element that breaks a rule of axe. */
    List<String> barriers() {
        return check(ALL);
    }

    /** Those of them that another width or other colours can make. */
    List<String> barriersOfLooks() {
        return check(LOOKS);
    }

    private List<String> check(String script) {
        var _ = driver.executeScript("if (!window.axe) {" + axe + "}");
        return texts(driver.executeAsyncScript(script));
    }

    private static List<String> texts(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list)).stream().map(String::valueOf).toList();
    }

    /** What the window is too small for: the page's width, or the navigation's entry of the page that is open. */
    List<String> overflow() {
        return texts(driver.executeScript(OVERFLOW));
    }

    /** What the browser complained about since the last call: a blocked resource, an error of a script, an answer that is none. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
