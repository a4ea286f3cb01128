// Holds JSON against a JSON Schema, as far as docs/schema/ uses one: type, const, enum, properties,
// required, additionalProperties, items, anyOf, oneOf, not, $ref and the limits of sizes. A word
// that it does not know is an error, never passed over.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tieout::rules::tests {

// One sentence for each fault: "/ties/0/digest: is not there".
inline std::vector<std::string> schema_faults(const nlohmann::json& schema,
                                              const nlohmann::json& value);

namespace detail {

using nlohmann::json;

inline bool has_type(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    throw std::invalid_argument("type " + type);
}

struct Check {
    const json& root;
    std::vector<std::string> faults;

    void any_type(const json& types, const json& value, const std::string& at) {
        for (const auto& type : types.is_array() ? types : json::array({types})) {
            if (has_type(value, type)) return;
        }
        faults.push_back(at + ": is not " + types.dump());
    }

    void any_of(const json& schemas, const json& value, const std::string& at) {
        for (const auto& schema : schemas) {
            Check one{root, {}};
            one.run(schema, value, at);
            if (one.faults.empty()) return;
        }
        faults.push_back(at + ": is none of " + schemas.dump());
    }

    bool fits(const json& schema, const json& value) {
        Check one{root, {}};
        one.run(schema, value, "");
        return one.faults.empty();
    }

    void one_of(const json& schemas, const json& value, const std::string& at) {
        const auto fitting = std::count_if(schemas.begin(), schemas.end(),
                                           [&](const json& schema) { return fits(schema, value); });
        if (fitting != 1) {
            faults.push_back(at + ": is " + std::to_string(fitting) + " of " + schemas.dump());
        }
    }

    // minProperties, minItems, minLength, maximum and their like. Limits speak of one type only.
    bool limit(const std::string& word, const json& rule, const json& value,
               const std::string& at) {
        const bool least = word.starts_with("min");
        if (word == "maximum") {
            if (value.is_number() && value > rule)
                faults.push_back(at + ": is above " + rule.dump());
            return true;
        }
        std::size_t size = 0;
        if (word.ends_with("Properties") && value.is_object()) {
            size = value.size();
        } else if (word.ends_with("Items") && value.is_array()) {
            size = value.size();
        } else if (word == "minLength" && value.is_string()) {
            size = value.get_ref<const std::string&>().size();
        } else {
            return word.ends_with("Properties") || word.ends_with("Items") || word == "minLength";
        }
        const std::size_t bound = rule.get<std::size_t>();
        if (least ? size < bound : size > bound) {
            faults.push_back(at + ": " + word + " is " + rule.dump());
        }
        return true;
    }

    void object(const json& schema, const json& value, const std::string& at) {
        for (const auto& name : schema.value("required", json::array())) {
            if (!value.contains(name)) {
                faults.push_back(at + "/" + name.get<std::string>() + ": is not there");
            }
        }
        const json properties = schema.value("properties", json::object());
        const json others = schema.value("additionalProperties", json(true));
        for (const auto& [name, item] : value.items()) {
            const std::string inside = at + "/" + name;
            if (properties.contains(name)) {
                run(properties[name], item, inside);
            } else if (others.is_object()) {
                run(others, item, inside);
            } else if (others == false) {
                faults.push_back(inside + ": is not in the schema");
            }
        }
    }

    void run(const json& schema, const json& value, const std::string& at) {
        for (const auto& [word, rule] : schema.items()) {
            if (word == "$ref") {
                run(root.at(json::json_pointer(rule.get<std::string>().substr(1))), value, at);
            } else if (word == "type") {
                any_type(rule, value, at);
            } else if (word == "const") {
                if (value != rule) faults.push_back(at + ": is not " + rule.dump());
            } else if (word == "enum") {
                if (std::find(rule.begin(), rule.end(), value) == rule.end()) {
                    faults.push_back(at + ": " + value.dump() + " is none of " + rule.dump());
                }
            } else if (word == "anyOf") {
                any_of(rule, value, at);
            } else if (word == "oneOf") {
                one_of(rule, value, at);
            } else if (word == "not") {
                if (fits(rule, value)) faults.push_back(at + ": is " + rule.dump());
            } else if (word == "minimum") {
                if (value.is_number() && value < rule)
                    faults.push_back(at + ": is below " + rule.dump());
            } else if (word == "items") {
                for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
                    run(rule, value[i], at + "/" + std::to_string(i));
                }
            } else if (word == "properties") {
                if (value.is_object()) object(schema, value, at);
            } else if (word == "additionalProperties" || word == "required") {
                if (!schema.contains("properties") && value.is_object()) object(schema, value, at);
            } else if (!limit(word, rule, value, at) && word != "$schema" && word != "$defs" &&
                       word != "title" && word != "description" && word != "pattern" &&
                       word != "default") {
                throw std::invalid_argument("schema word " + word);
            }
        }
    }
};

}  // namespace detail

inline std::vector<std::string> schema_faults(const nlohmann::json& schema,
                                              const nlohmann::json& value) {
    detail::Check check{schema, {}};
    check.run(schema, value, "");
    return check.faults;
}

}  // namespace tieout::rules::tests
