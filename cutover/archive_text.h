// Stored bytes of one column of text: are they what they mean, and else what do they mean?
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/mysql_charset.h"

namespace tieout::cutover {

class StoredText {
public:
    explicit StoredText(const std::string& charset)
        : decoder_(db::TextDecoder::for_charset(charset)) {}

    // They can stand in the archive as text: UTF-8 of what they mean, without a NUL, at which
    // sqlite3 and others would stop reading.
    bool is_plain(std::string_view stored);
    // For people: a byte that is no letter shows as "\xHH". nullopt: a charset that nobody here
    // reads.
    std::optional<std::string> meaning(std::string_view stored) const;

private:
    std::optional<db::TextDecoder> decoder_;
    std::string decoded_;  // kept, so that a cell allocates nothing
};

}  // namespace tieout::cutover
