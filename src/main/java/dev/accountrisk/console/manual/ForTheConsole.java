package dev.accountrisk.console.manual;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * Changes a document so that it reads well in the console: links to other documents lead there, addresses of pages are links, and wide
 * tables scroll. What the jar does not have, such as pictures and manifests, is no link.
 */
final class ForTheConsole extends AbstractVisitor {
    private static final Pattern DOCUMENT = Pattern.compile("([A-Z]+)\\.md(#.*)?");
    /** The address of a page that is not about one record, account or run. */
    private static final Pattern PAGE = Pattern
            .compile(
                    "/(overview|partitions|parked|actions|actions/what-if|accounts|hot|conflicts|policy|runs|audit|about)(\\?reason=[A-Z]+)?");

    @Override
    public void visit(Link link) {
        visitChildren(link);
        String to = link.getDestination();
        Matcher document = DOCUMENT.matcher(to);
        if (document.matches() && Manual.NAMES.contains(document.group(1))) {
            link.setDestination(document.group(1) + (document.group(2) == null ? "" : document.group(2)));
        } else if (!to.startsWith("#") && !to.startsWith("https:")) {
            keepTextOnly(link);
        }
    }

    @Override
    public void visit(Image image) {
        keepTextOnly(image);
    }

    @Override
    public void visit(Code code) {
        if (!(code.getParent() instanceof Link) && PAGE.matcher(code.getLiteral()).matches()) {
            Link link = new Link(".." + code.getLiteral(), null);
            code.insertBefore(link);
            link.appendChild(code);
        }
    }

    @Override
    public void visit(CustomBlock block) {
        visitChildren(block);
        if (block instanceof TableBlock) {
            block.insertBefore(html("<div class=\"card scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">"));
            block.insertAfter(html("</div>"));
        }
    }

    private static Node html(String text) {
        HtmlBlock block = new HtmlBlock();
        block.setLiteral(text);
        return block;
    }

    private static void keepTextOnly(Node node) {
        Node child = node.getFirstChild();
        while (child != null) {
            Node next = child.getNext();
            node.insertBefore(child);
            child = next;
        }
        node.unlink();
    }
}
