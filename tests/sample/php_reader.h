// A reader of PHP's serialize() for tests, written from its grammar: it fails on the first byte out
// of place.
#pragma once

#include <cctype>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tieout::tests {

// Scalars by path: "packages/0/pack_name".
using PhpValues = std::map<std::string, std::string>;

class PhpReader {
public:
    static PhpValues read(std::string_view text) {
        PhpReader reader(text);
        reader.value("");
        if (!reader.rest_.empty()) throw std::runtime_error("bytes after the end");
        return reader.values_;
    }

private:
    explicit PhpReader(std::string_view text) : rest_(text) {}

    void value(const std::string& path) {
        if (rest_.starts_with("a:"))
            array(path);
        else
            values_[path] = scalar();
    }
    void array(const std::string& path) {
        expect("a:");
        const std::size_t entries = number();
        expect(":{");
        for (std::size_t i = 0; i < entries; ++i) {
            const std::string key = scalar();
            value(path.empty() ? key : path + "/" + key);
        }
        expect("}");
    }
    std::string scalar() {
        if (rest_.starts_with("i:")) {
            expect("i:");
            const std::size_t whole = number();
            expect(";");
            return std::to_string(whole);
        }
        expect("s:");
        const std::size_t bytes = number();
        expect(":\"");
        const std::string text(rest_.substr(0, bytes));
        rest_.remove_prefix(std::min(bytes, rest_.size()));
        expect("\";");
        return text;
    }
    std::size_t number() {
        std::size_t made = 0;
        if (rest_.empty() || std::isdigit(static_cast<unsigned char>(rest_[0])) == 0)
            throw std::runtime_error("no number");
        for (; !rest_.empty() && std::isdigit(static_cast<unsigned char>(rest_[0])) != 0;
             rest_.remove_prefix(1))
            made = made * 10 + static_cast<std::size_t>(rest_[0] - '0');
        return made;
    }
    void expect(std::string_view word) {
        if (!rest_.starts_with(word)) throw std::runtime_error("expected " + std::string(word));
        rest_.remove_prefix(word.size());
    }

    std::string_view rest_;
    PhpValues values_;
};

}  // namespace tieout::tests
