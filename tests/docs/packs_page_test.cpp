// docs/packs.md, followed from its first line to its last in an empty folder: every block is a
// file, a part of one, a command that is run or what it prints.
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/docs/page.h"
#include "tests/support/process.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("there is no file " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

class Reader {
public:
    Reader() {
        std::string pattern = (fs::temp_directory_path() / "tieout-page-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = pattern;
    }
    ~Reader() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    void follow(const Fence& fence) {
        at_ = "docs/packs.md:" + std::to_string(fence.line) + ": ";
        if (fence.word == "sh")
            run(fence);
        else if (fence.word == "text")
            compare(fence);
        else
            use(use_of(fence));
    }

private:
    void run(const Fence& fence) {
        printed_.clear();
        for (const Line& line : commands_of(fence.body)) {
            const Outcome outcome = tests::run({{"bash", "-c", line.command},
                                                folder_,
                                                {{"PATH", TIEOUT_BINARY_DIR ":" + path()},
                                                 {"TZ", "Pacific/Auckland"},
                                                 {"HOME", folder_.string()},
                                                 {"NO_COLOR", "1"}}});
            BOOST_TEST(outcome.exit == line.exit, at_ << line.command << "\nexit " << outcome.exit
                                                      << ", the page says " << line.exit << "\n"
                                                      << outcome.out << outcome.err);
            printed_ += outcome.out + outcome.err;
        }
    }
    void compare(const Fence& fence) {
        for (const std::string& line : not_printed(fence.body, printed_))
            BOOST_ERROR(at_ << "was not printed, or not in this order: " << line
                            << "\nthis was printed:\n"
                            << printed_);
    }
    void use(const Use& use) {
        const fs::path file = folder_ / use.file;
        switch (use.kind) {
            case Use::Kind::none:
                BOOST_ERROR(at_ << "this block is not run. Let its first line say which file it is "
                                   "(`# shop/verify.yaml`), or of which file that is tested it is "
                                   "a part (`# of tests/packs/shop/verify.yaml`)");
                return;
            case Use::Kind::part_of:
                BOOST_TEST(is_part_of(use.rest, read(fs::path(TIEOUT_SOURCE_DIR) / use.file)),
                           at_ << use.file << " has no such lines one after another");
                return;
            case Use::Kind::file:
                write(file, use.rest);
                return;
            case Use::Kind::at_the_end:
                write(file, read(file) + use.rest);
                return;
            case Use::Kind::below:
                write(file, put_below(read(file), use.anchor, use.rest));
                return;
        }
    }
    static void write(const fs::path& file, const std::string& text) {
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }
    static std::string path() {
        const char* const path = getenv("PATH");
        return path == nullptr ? "" : path;
    }

    fs::path folder_;
    std::string at_, printed_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(every_block_of_the_page_on_packs_does_what_it_says) {
    Reader reader;
    int commands = 0;
    for (const Fence& fence : fences_of(read(TIEOUT_SOURCE_DIR "/docs/packs.md"))) {
        commands += fence.word == "sh" ? 1 : 0;
        reader.follow(fence);
    }
    BOOST_TEST(commands >= 7);
}

}  // namespace tieout::tests
