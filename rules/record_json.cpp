#include <nlohmann/json.hpp>

#include "base/error.h"
#include "rules/record_fields.h"

namespace tieout::rules {
namespace {

using Json = nlohmann::ordered_json;
using Facts = std::vector<std::pair<std::string, std::string>>;

Verdict verdict_from(const std::string& word) {
    for (const Verdict verdict : {Verdict::holds, Verdict::broken, Verdict::incomplete}) {
        if (word == name(verdict)) return verdict;
    }
    throw Error(Fault::disk, "the record holds the verdict `" + word + "`, which nobody knows");
}

template <class T>
concept Plain = std::same_as<T, std::string> || std::is_arithmetic_v<T>;

// --- writing

struct JsonWriter {
    Json json = Json::object();

    template <class T>
    void operator()(const char* name, const T& value) {
        json[name] = to(value);
    }
    template <class T>
    void unless_empty(const char* name, const T& value) {
        if (!value.empty()) json[name] = to(value);
    }
    template <class T>
    void unless_empty(const char* name, const std::optional<T>& value) {
        if (value) json[name] = to(*value);
    }
    void unless_zero(const char* name, std::uint64_t value) {
        if (value != 0) json[name] = to(value);
    }

    template <Plain T>
    static Json to(const T& value) {
        return value;
    }
    static Json to(const Decimal& value) { return value.text(); }
    static Json to(Severity value) { return name(value); }
    static Json to(Origin value) { return name(value); }
    static Json to(FindingKind value) { return name(value); }
    static Json to(LifeState value) { return name(value); }
    static Json to(WaiverState value) { return name(value); }
    static Json to(IntegrationState value) { return name(value); }
    static Json to(Verdict value) { return name(value); }
    static Json to(const Key& key) {
        Json result = Json::object();
        for (const KeyPart& part : key)
            result[part.column] = part.value;
        return result;
    }
    static Json to(const Facts& facts) {
        Json result = Json::array();
        for (const auto& [fact, value] : facts)
            result.push_back({{"name", fact}, {"value", value}});
        return result;
    }
    template <class T>
    static Json to(const std::optional<T>& value) {
        return value ? to(*value) : Json(nullptr);
    }
    template <class T>
    static Json to(const std::vector<T>& values) {
        Json result = Json::array();
        for (const T& value : values)
            result.push_back(to(value));
        return result;
    }
    template <class T>
    requires std::is_class_v<T> &&(!Plain<T>)static Json to(const T& value) {
        JsonWriter writer;
        fields(writer, value);
        return writer.json;
    }
};

// --- reading

struct JsonReader {
    const Json& json;

    template <class T>
    void operator()(const char* name, T& value) const {
        from(json.at(name), value);
    }
    template <class T>
    void unless_empty(const char* name, T& value) const {
        if (json.contains(name)) from(json.at(name), value);
    }
    void unless_zero(const char* name, std::uint64_t& value) const {
        if (json.contains(name)) from(json.at(name), value);
    }

    template <Plain T>
    static void from(const Json& json, T& value) {
        value = json.get<T>();
    }
    static void from(const Json& json, Decimal& value) {
        const auto number = Decimal::parse(json.get<std::string>());
        if (!number) throw Error(Fault::disk, "the record holds an amount that is no number");
        value = *number;
    }
    static void from(const Json& json, Severity& value) { value = severity_of(json); }
    static void from(const Json& json, Origin& value) { value = origin_of(json); }
    static void from(const Json& json, FindingKind& value) { value = kind_of(json); }
    static void from(const Json& json, LifeState& value) { value = life_state_of(json); }
    static void from(const Json& json, WaiverState& value) { value = waiver_state_of(json); }
    static void from(const Json& json, IntegrationState& value) {
        value = integration_state_of(json);
    }
    static void from(const Json& json, Verdict& value) { value = verdict_from(json); }
    static void from(const Json& json, Key& key) {
        for (const auto& [column, value] : json.items())
            key.push_back({column, value});
    }
    static void from(const Json& json, Facts& facts) {
        for (const Json& fact : json)
            facts.emplace_back(fact.at("name"), fact.at("value"));
    }
    template <class T>
    static void from(const Json& json, std::optional<T>& value) {
        if (json.is_null()) return;
        value.emplace();
        from(json, *value);
    }
    template <class T>
    static void from(const Json& json, std::vector<T>& values) {
        for (const Json& item : json)
            from(item, values.emplace_back());
    }
    template <class T>
    requires std::is_class_v<T> &&(!Plain<T>)static void from(const Json& json, T& value) {
        JsonReader reader{json};
        fields(reader, value);
    }
};

// Not read back: they follow from the rest.
void add_member_ids(Json& findings) {
    for (Json& finding : findings) {
        for (Json& sample : finding["samples"]) {
            Key key;
            JsonReader::from(sample["key"], key);
            sample["id"] = member_id(finding["id"], key);
        }
    }
}

// Text that is not UTF-8 should not be here (see ColumnPair); a report is still better than none.
std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string to_json(const CycleRecord& record) {
    JsonWriter writer;
    writer("schema", CycleRecord::schema);
    fields(writer, record);
    add_member_ids(writer.json["findings"]);
    return text_of(writer.json);
}

std::string to_json(const IntegrationsCheck& check) {
    JsonWriter writer;
    writer("schema", CycleRecord::schema);
    fields(writer, check);
    return text_of(writer.json);
}

IntegrationsCheck integrations_from_json(const std::string& json) {
    try {
        const Json parsed = Json::parse(json);
        IntegrationsCheck check;
        JsonReader reader{parsed};
        fields(reader, check);
        return check;
    } catch (const Json::exception& e) {
        throw Error(Fault::disk,
                    std::string("the check of the integrations cannot be read: ") + e.what());
    }
}

CycleRecord from_json(const std::string& json) {
    try {
        const Json parsed = Json::parse(json);
        const int schema = parsed.at("schema");
        if (schema != CycleRecord::schema) {
            throw Error(Fault::usage, "the record has schema " + std::to_string(schema) +
                                          ", expected " + std::to_string(CycleRecord::schema) +
                                          ": it was written by another version of tieout");
        }
        CycleRecord record;
        JsonReader reader{parsed};
        fields(reader, record);
        return record;
    } catch (const Json::exception& e) {
        throw Error(Fault::disk, std::string("the record of a cycle cannot be read: ") + e.what());
    }
}

}  // namespace tieout::rules
