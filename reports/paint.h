// Colours that mean something, on terminals that have them.
#pragma once

#include <string>

namespace tieout::reports {

enum class Colour { plain, ansi };  // the caller asks the terminal and NO_COLOR

class Paint {
public:
    explicit Paint(Colour colour) : on_(colour == Colour::ansi) {}
    std::string bad(const std::string& text) const { return painted("31;1", text); }
    std::string good(const std::string& text) const { return painted("32;1", text); }
    std::string warn(const std::string& text) const { return painted("33;1", text); }
    std::string soft(const std::string& text) const { return painted("2", text); }

private:
    std::string painted(const char* code, const std::string& text) const {
        return on_ ? std::string("\x1b[") + code + "m" + text + "\x1b[0m" : text;
    }
    bool on_;
};

}  // namespace tieout::reports
