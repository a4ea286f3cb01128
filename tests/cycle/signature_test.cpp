// Held against RFC 8032, section 7.1, test 2, and FIPS 180-4's example of SHA-256.
#include "cycle/signature.h"

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"

using namespace tieout;
namespace fs = std::filesystem;

namespace {

const char* private_pem =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
    "-----END PRIVATE KEY-----\n";
const char* public_pem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n"
    "-----END PUBLIC KEY-----\n";
const std::string message = "\x72";
const std::string signature =
    "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA==";

struct File {
    fs::path path;
    explicit File(const std::string& text) {
        std::string name = (fs::temp_directory_path() / "tieout-key-XXXXXX").string();
        ::close(mkstemp(name.data()));
        path = name;
        std::ofstream(path) << text;
    }
    ~File() { fs::remove(path); }
};

cycle::SigningKey private_key() {
    return cycle::SigningKey::read_private(File(private_pem).path);
}

cycle::SigningKey public_key() {
    return cycle::SigningKey::read_public(File(public_pem).path);
}

std::string error_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::usage));
        return error.what();
    }
    return "no error";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signature_of_a_record)

BOOST_AUTO_TEST_CASE(sha256_is_the_standards) {
    BOOST_TEST(cycle::sha256("abc") ==
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    BOOST_TEST(cycle::sha256("") ==
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

BOOST_AUTO_TEST_CASE(a_signature_is_the_standards_and_either_half_knows_it) {
    BOOST_TEST(private_key().sign(message) == signature);
    BOOST_TEST(public_key().has_signed(message, signature));
    BOOST_TEST(private_key().has_signed(message, signature));
}

BOOST_AUTO_TEST_CASE(another_message_another_signature_and_another_key_are_not_signed) {
    BOOST_TEST(!public_key().has_signed("\x73", signature));
    BOOST_TEST(!public_key().has_signed("", signature));
    for (std::size_t at = 0; at < signature.size(); ++at) {
        std::string other = signature;
        other[at] = other[at] == 'A' ? 'B' : 'A';
        BOOST_TEST(!public_key().has_signed(message, other), at);
    }
    BOOST_TEST(!public_key().has_signed(message, ""));
    BOOST_TEST(!public_key().has_signed(message, signature + "A"));
    // The last letter before the padding has four bits that no byte takes.
    std::string same_bytes = signature;
    same_bytes[85] = 'B';
    BOOST_TEST(!public_key().has_signed(message, same_bytes));
}

BOOST_AUTO_TEST_CASE(both_halves_have_one_fingerprint) {
    const std::string expected = "deb2ded39dc26fce0e6085b6fc34bf6b5941913bbfe2ea614113cff9e004c170";
    BOOST_TEST(private_key().fingerprint() == expected);
    BOOST_TEST(public_key().fingerprint() == expected);
}

BOOST_AUTO_TEST_CASE(what_is_no_key_is_wrong_usage) {
    const File prose("Dear Ada,\n");
    const auto reads_private = [](const fs::path& file) {
        return error_of([&] { cycle::SigningKey::read_private(file); });
    };
    BOOST_TEST(reads_private("/nowhere/key.pem") ==
               "the key /nowhere/key.pem cannot be read: No such file or directory");
    BOOST_TEST(reads_private(prose.path).find("holds no private Ed25519 key") != std::string::npos);
    BOOST_TEST(reads_private(File(public_pem).path).find("holds no private") != std::string::npos);
    BOOST_TEST(error_of([&] {
                   cycle::SigningKey::read_public(prose.path);
               }).find("holds no public Ed25519 key") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_key_of_another_kind_or_with_a_passphrase_that_nobody_gave_is_refused) {
    std::string folder = (fs::temp_directory_path() / "tieout-keys-XXXXXX").string();
    BOOST_REQUIRE(mkdtemp(folder.data()) != nullptr);
    const auto make = [&](const std::string& how, const std::string& name) {
        const std::string command =
            "openssl genpkey " + how + " -out " + folder + "/" + name + " 2>/dev/null";
        BOOST_REQUIRE(std::system(command.c_str()) == 0);
        return fs::path(folder) / name;
    };
    const fs::path rsa = make("-algorithm rsa -pkeyopt rsa_keygen_bits:2048", "rsa.pem");
    BOOST_TEST(error_of([&] {
                   cycle::SigningKey::read_private(rsa);
               }).find("holds no private Ed25519 key") != std::string::npos);
    const fs::path locked = make("-algorithm ed25519 -aes256 -pass pass:open", "locked.pem");
    ::unsetenv("TIEOUT_KEY_PASSPHRASE");
    BOOST_TEST(error_of([&] {
                   cycle::SigningKey::read_private(locked);
               }).find("TIEOUT_KEY_PASSPHRASE") != std::string::npos);
    ::setenv("TIEOUT_KEY_PASSPHRASE", "wrong", 1);
    BOOST_TEST(error_of([&] { cycle::SigningKey::read_private(locked); }) != "no error");
    ::setenv("TIEOUT_KEY_PASSPHRASE", "open", 1);
    const auto key = cycle::SigningKey::read_private(locked);
    BOOST_TEST(key.has_signed("x", key.sign("x")));
    ::unsetenv("TIEOUT_KEY_PASSPHRASE");
    fs::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()
