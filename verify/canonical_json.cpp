#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "verify/canonical.h"

namespace tieout::verify {
namespace {

// Builds the normal text of each value as it closes. Numbers are taken from their text, never
// through a double.
class Normaliser : public nlohmann::json_sax<nlohmann::json> {
public:
    bool null() override { return add("null"); }
    bool boolean(bool value) override { return add(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return add(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return add(std::to_string(value)); }
    bool number_float(number_float_t, const string_t& text) override {
        std::string normal;
        return append_number(text, true, normal) == nullptr && add(std::move(normal));
    }
    bool string(string_t& value) override { return add(quoted(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(true); }
    bool key(string_t& value) override {
        open_.back().key = quoted(value);
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(false); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }
    std::string result;

private:
    struct Open {
        bool object = false;
        std::string key;
        std::vector<std::string> items;
        std::map<std::string, std::string> members;
    };
    std::vector<Open> open_;

    static std::string quoted(const std::string& value) { return nlohmann::json(value).dump(); }

    bool open(bool object) {
        open_.push_back({object, {}, {}, {}});
        return true;
    }
    bool add(std::string text) {
        if (open_.empty())
            result = std::move(text);
        else if (open_.back().object)
            open_.back().members[open_.back().key] = std::move(text);
        else
            open_.back().items.push_back(std::move(text));
        return true;
    }
    bool close() {
        const Open done = std::move(open_.back());
        open_.pop_back();
        std::string text;
        for (const std::string& item : done.items)
            text += (text.empty() ? "" : ",") + item;
        for (const auto& [name, value] : done.members)
            text += (text.empty() ? "" : ",") + name + ":" + value;
        return add(done.object ? "{" + text + "}" : "[" + text + "]");
    }
};

}  // namespace

std::optional<std::string> normal_json(std::string_view raw) {
    try {
        Normaliser normaliser;
        if (!nlohmann::json::sax_parse(raw, &normaliser)) return std::nullopt;
        return std::move(normaliser.result);
    } catch (const nlohmann::json::exception&) {  // a string that is not UTF-8
        return std::nullopt;
    }
}

}  // namespace tieout::verify
