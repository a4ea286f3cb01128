// An array of texts as PostgreSQL reads it: a parameter that a statement casts to text[] or to
// regclass[]. Internal to db/write/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tieout::db {

// {"a","b"}
class TextArray {
public:
    void add(std::string_view element) {
        text_ += text_.size() == 1 ? "\"" : ",\"";
        for (const char c : element) {
            if (c == '"' || c == '\\') text_ += '\\';
            text_ += c;
        }
        text_ += '"';
    }
    std::string text() const { return text_ + "}"; }

private:
    std::string text_ = "{";
};

inline std::string array_of(const std::vector<std::string>& words) {
    TextArray array;
    for (const std::string& word : words)
        array.add(word);
    return array.text();
}

}  // namespace tieout::db
