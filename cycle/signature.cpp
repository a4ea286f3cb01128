#include "cycle/signature.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "base/error.h"
#include "base/hex.h"

namespace tieout::cycle {
namespace {

constexpr std::size_t signature_bytes = 64;

struct Closes {
    void operator()(std::FILE* file) const { std::fclose(file); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using File = std::unique_ptr<std::FILE, Closes>;
using Context = std::unique_ptr<EVP_MD_CTX, Closes>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

void expect(bool done, const char* what) {
    if (!done) throw Error(Fault::internal, std::string("OpenSSL could not ") + what);
}

// OpenSSL's own habit is to ask on the terminal; a gate runs where there is none.
int passphrase(char* into, int size, int, void*) {
    const char* given = std::getenv("TIEOUT_KEY_PASSPHRASE");
    if (given == nullptr) return -1;
    const std::size_t length = std::min(std::strlen(given), static_cast<std::size_t>(size));
    std::memcpy(into, given, length);
    return static_cast<int>(length);
}

File open(const std::filesystem::path& file) {
    File opened(std::fopen(file.c_str(), "rb"));
    if (!opened)
        throw Error(Fault::usage,
                    "the key " + file.string() + " cannot be read: " + std::strerror(errno));
    return opened;
}

std::string base64(const std::vector<unsigned char>& bytes) {
    std::vector<unsigned char> text(4 * ((bytes.size() + 2) / 3) + 1);
    const int length = EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(bytes.size()));
    return {text.begin(), text.begin() + length};
}

// Empty: it is not base64 of a signature.
std::vector<unsigned char> signature_of(std::string_view text) {
    // 64 bytes are 88 characters, of which the last two are padding.
    if (text.size() != 88 || !text.ends_with("==")) return {};
    std::vector<unsigned char> bytes(66);
    if (EVP_DecodeBlock(bytes.data(), bytes_of(text), static_cast<int>(text.size())) != 66)
        return {};
    bytes.resize(signature_bytes);
    // One signature has one writing: no other letters may stand for the same bytes.
    return base64(bytes) == text ? bytes : std::vector<unsigned char>();
}

}  // namespace

std::string sha256(std::string_view bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.text();
}

struct Sha256::State {
    Context context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    expect(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1, "begin a SHA-256");
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
    expect(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1,
           "go on with a SHA-256");
}

std::string Sha256::text() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    expect(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1, "make a SHA-256");
    return hex({reinterpret_cast<const char*>(digest.data()), size});
}

struct SigningKey::Key {
    EVP_PKEY* key = nullptr;
    ~Key() { EVP_PKEY_free(key); }
};

SigningKey::SigningKey(std::unique_ptr<Key> key) : key_(std::move(key)) {}
SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;

SigningKey SigningKey::read_private(const std::filesystem::path& file) {
    auto key = std::make_unique<Key>();
    key->key = PEM_read_PrivateKey(open(file).get(), nullptr, passphrase, nullptr);
    ERR_clear_error();
    if (key->key == nullptr || EVP_PKEY_get_id(key->key) != EVP_PKEY_ED25519)
        throw Error(Fault::usage,
                    file.string() +
                        " holds no private Ed25519 key that can be read: make one with `openssl "
                        "genpkey -algorithm ed25519 -out FILE`; the passphrase of one that has "
                        "one goes into TIEOUT_KEY_PASSPHRASE");
    return SigningKey(std::move(key));
}

SigningKey SigningKey::read_public(const std::filesystem::path& file) {
    auto key = std::make_unique<Key>();
    key->key = PEM_read_PUBKEY(open(file).get(), nullptr, passphrase, nullptr);
    ERR_clear_error();
    if (key->key == nullptr || EVP_PKEY_get_id(key->key) != EVP_PKEY_ED25519)
        throw Error(Fault::usage,
                    file.string() +
                        " holds no public Ed25519 key: `openssl pkey -in PRIVATE -pubout -out "
                        "FILE` writes the public half of a private one");
    return SigningKey(std::move(key));
}

std::string SigningKey::sign(std::string_view bytes) const {
    const Context context(EVP_MD_CTX_new());
    std::vector<unsigned char> signature(signature_bytes);
    std::size_t size = signature.size();
    expect(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_->key) == 1 &&
               EVP_DigestSign(context.get(), signature.data(), &size, bytes_of(bytes),
                              bytes.size()) == 1,
           "sign");
    return base64(signature);
}

bool SigningKey::has_signed(std::string_view bytes, std::string_view signature) const {
    const std::vector<unsigned char> raw = signature_of(signature);
    if (raw.empty()) return false;
    const Context context(EVP_MD_CTX_new());
    expect(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_->key) == 1,
           "begin to verify");
    const int answer =
        EVP_DigestVerify(context.get(), raw.data(), raw.size(), bytes_of(bytes), bytes.size());
    ERR_clear_error();
    return answer == 1;
}

std::string SigningKey::fingerprint() const {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key_->key, &der);
    expect(size > 0, "write a public key");
    const std::string digest =
        sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return digest;
}

}  // namespace tieout::cycle
