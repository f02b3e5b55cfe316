package dev.accountrisk.console;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes every address that the console's controllers answer, as OpenAPI 3.1: what it takes, and the JSON that it answers with. */
final class OpenApiDocument {
    private static final String ROOM = "dev.accountrisk.console.";
    /** Which object a page shows. A handler does not say it: it returns a view. */
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("/overview", "overview.OverviewPage"),
            Map.entry("/partitions", "partitions.PartitionsController$PartitionsPage"),
            Map.entry("/partitions/{topic}/{partition}", "actions.PositionActionsController$PartitionPage"),
            Map.entry("/parked", "parked.ParkedController$ParkedPage"),
            Map.entry("/parked/{id}", "parked.ParkedController$RecordPage"),
            Map.entry("/parked/{id}/payload", "parked.ParkedController$PayloadPage"),
            Map.entry("/parked/{id}/correction", "actions.CorrectionController$CorrectionPage"),
            Map.entry("/actions", "actions.ActionsController$ActionsPage"),
            Map.entry("/actions/{id}", "actions.ActionsController$ActionPage"),
            Map.entry("/actions/{id}/value", "actions.ActionsController$ChangesPage"),
            Map.entry("/actions/records", "actions.RecordActionsController$RecordsPage"),
            Map.entry("/actions/what-if", "actions.WhatIfController$TrialsPage"),
            Map.entry("/accounts", "accounts.AccountsController$SearchPage"),
            Map.entry("/accounts/{account}", "accounts.AccountPage"),
            Map.entry("/hot", "activity.HotPage"),
            Map.entry("/conflicts", "activity.ConflictsPage"),
            Map.entry("/policy", "activity.PolicyPage"),
            Map.entry("/runs", "runs.RunsController$RunsPage"),
            Map.entry("/runs/reconcile/{id}", "runs.RunsController$ReconciliationPage"),
            Map.entry("/runs/backfill/{id}", "backfills.BackfillController$BackfillPage"),
            Map.entry("/audit", "audit.AuditController$AuditPage"),
            Map.entry("/manual/{name}", "manual.ManualController$ManualPage"),
            Map.entry("/about", "about.AboutController$AboutPage"));
    /** What a person uses to log in is no page. */
    private static final String LOGIN = "/login";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode schemas = JSON.createObjectNode();
    private final Map<String, Class<?>> types = new HashMap<>();
    private final Map<String, Method> handlers = new TreeMap<>();

    /** The document, in a fixed order. */
    static ObjectNode document() throws ClassNotFoundException {
        return new OpenApiDocument().make();
    }

    private ObjectNode make() throws ClassNotFoundException {
        ObjectNode document = JSON.createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Account risk console")
                .put("version", "1")
                .put("description", "The console's pages as JSON: ask for them with Accept: application/json.");
        ObjectNode paths = document.putObject("paths");
        findHandlers();
        for (Map.Entry<String, Method> handler : handlers.entrySet()) {
            ObjectNode get = paths.putObject(handler.getKey()).putObject("get");
            ArrayNode parameters = get.putArray("parameters");
            for (Parameter parameter : handler.getValue().getParameters()) {
                addParameters(parameters, parameter);
            }
            ObjectNode responses = get.putObject("responses");
            ObjectNode content = responses.putObject("200")
                    .put("description", "what is asked for")
                    .putObject("content");
            addContent(content, handler.getKey(), handler.getValue());
            ObjectNode failed = responses.putObject("default")
                    .put("description",
                            "400 wrong parameter, 401 no login, 403 no right, 404 not there, 503 MySQL does not answer");
            failed.putObject("content")
                    .putObject("application/json")
                    .set("schema", schema(Class.forName(ROOM + "page.Failures$FailurePage")));
        }
        document.putObject("components").set("schemas", sorted(schemas));
        return document;
    }

    private void findHandlers() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        for (var found : scanner.findCandidateComponents(ROOM.substring(0, ROOM.length() - 1))) {
            for (Method method : Class.forName(Objects.requireNonNull(found.getBeanClassName()))
                    .getDeclaredMethods()) {
                GetMapping mapping = method.getAnnotation(GetMapping.class);
                if (mapping != null) {
                    Stream.concat(Arrays.stream(mapping.value()), Arrays.stream(mapping.path()))
                            .filter(path -> !path.startsWith(LOGIN))
                            .forEach(path -> handlers.put(path, method));
                }
            }
        }
    }

    private void addContent(ObjectNode content, String path, Method handler) throws ClassNotFoundException {
        if (handler.getReturnType() == ModelAndView.class) {
            String page = PAGES.get(path);
            if (page == null) {
                throw new IllegalStateException(path + " is not in the list of pages here");
            }
            content.putObject("application/json").set("schema", schema(Class.forName(ROOM + page)));
        } else {
            content.putObject(path.endsWith(".csv") ? "text/csv" : "application/octet-stream");
        }
    }

    private void addParameters(ArrayNode parameters, Parameter parameter) {
        if (parameter.isAnnotationPresent(PathVariable.class)) {
            add(parameters, parameter.getName(), "path", parameter.getType());
        } else if (parameter.isAnnotationPresent(RequestParam.class)) {
            add(parameters, parameter.getName(), "query", parameter.getType());
        } else if (parameter.getType().isRecord()) {
            for (RecordComponent component : parameter.getType().getRecordComponents()) {
                // what only a form that is sent has
                if (!List.of("why", "formKey", "value", "upTo", "rate", "stop").contains(component.getName())) {
                    add(parameters, component.getName(), "query", component.getType());
                }
            }
        }
    }

    private static void add(ArrayNode parameters, String name, String in, Class<?> type) {
        parameters.addObject()
                .put("name", name)
                .put("in", in)
                .put("required", in.equals("path"))
                .set("schema", plain(type));
    }

    /** The schema of a record, which the document has once. */
    private ObjectNode schema(Class<?> type) {
        String name = type.getSimpleName();
        if (types.merge(name, type, (first, second) -> first) != type) {
            throw new IllegalStateException(type + " and " + types.get(name) + " would have one schema: rename one");
        }
        String reference = "#/components/schemas/" + name;
        if (!schemas.has(name)) {
            ObjectNode schema = schemas.putObject(name).put("type", "object").put("additionalProperties", false);
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = schema.putArray("required");
            for (RecordComponent component : type.getRecordComponents()) {
                properties.set(component.getName(), schema(component.getAnnotatedType()));
                required.add(component.getName());
            }
        }
        return JSON.createObjectNode().put("$ref", reference);
    }

    private ObjectNode schema(AnnotatedType annotated) {
        ObjectNode schema = schema(annotated, annotated.getType());
        if (!annotated.isAnnotationPresent(Nullable.class)) {
            return schema;
        }
        ObjectNode either = JSON.createObjectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    private ObjectNode schema(AnnotatedType annotated, Type type) {
        if (annotated instanceof AnnotatedParameterizedType parameterized
                && type instanceof ParameterizedType generic) {
            AnnotatedType last = parameterized
                    .getAnnotatedActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            ObjectNode schema = JSON.createObjectNode();
            if (generic.getRawType() == Map.class) {
                schema.put("type", "object").set("additionalProperties", schema(last));
            } else {
                schema.put("type", "array").set("items", schema(last));
            }
            return schema;
        }
        Class<?> plain = (Class<?>) type;
        return plain.isRecord() ? schema(plain) : plain(plain);
    }

    private static ObjectNode plain(Class<?> type) {
        ObjectNode schema = JSON.createObjectNode();
        if (type.isEnum()) {
            ArrayNode names = schema.put("type", "string").putArray("enum");
            Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).forEach(names::add);
        } else if (type == Instant.class) {
            schema.put("type", "string").put("format", "date-time");
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (List.of(int.class, Integer.class, long.class, Long.class).contains(type)) {
            schema.put("type", "integer");
        } else if (List.of(double.class, Double.class, BigDecimal.class).contains(type)) {
            schema.put("type", "number");
        } else if (type == String.class) {
            schema.put("type", "string");
        } else {
            throw new IllegalStateException("no schema is known for " + type);
        }
        return schema;
    }

    private static ObjectNode sorted(ObjectNode unsorted) {
        ObjectNode sorted = JSON.createObjectNode();
        unsorted.propertyNames().stream().sorted().forEach(name -> sorted.set(name, unsorted.get(name)));
        return sorted;
    }
}
