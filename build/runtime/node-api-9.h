// Forced in front of every source file of better-sqlite3 when it is compiled for a runtime with Node-API 9.
//
// From Node-API 10 on, a reference can be made to any value, and better-sqlite3 keeps references to strings. In
// version 9 a reference can only be made to an object, a function or a symbol. Here, any other value is put into an
// array with one element and the reference is made to that array. The lowest bit of the handle, which is zero in every
// real one because handles are aligned pointers, says that the value has to be taken out of its array again.
//
// As in version 10, a weak reference (count 0) to such a value may be found empty at any time.
#pragma once

#include <node_api.h>
#include <cstdint>

namespace node_api_9 {

inline bool is_boxed(napi_ref ref) { return (reinterpret_cast<std::uintptr_t>(ref) & 1) != 0; }

inline napi_ref plain(napi_ref ref) {
  return reinterpret_cast<napi_ref>(reinterpret_cast<std::uintptr_t>(ref) & ~static_cast<std::uintptr_t>(1));
}

inline napi_ref boxed(napi_ref ref) {
  return reinterpret_cast<napi_ref>(reinterpret_cast<std::uintptr_t>(ref) | 1);
}

inline napi_status create_reference(napi_env env, napi_value value, std::uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type == napi_object || type == napi_function || type == napi_symbol || type == napi_external) {
    return napi_create_reference(env, value, count, result);
  }
  napi_value box;
  status = napi_create_array_with_length(env, 1, &box);
  if (status != napi_ok) return status;
  status = napi_set_element(env, box, 0, value);
  if (status != napi_ok) return status;
  status = napi_create_reference(env, box, count, result);
  if (status == napi_ok) *result = boxed(*result);
  return status;
}

inline napi_status get_reference_value(napi_env env, napi_ref ref, napi_value* result) {
  napi_status status = napi_get_reference_value(env, plain(ref), result);
  if (status != napi_ok || !is_boxed(ref) || *result == nullptr) return status;
  return napi_get_element(env, *result, 0, result);
}

inline napi_status delete_reference(napi_env env, napi_ref ref) { return napi_delete_reference(env, plain(ref)); }

inline napi_status reference_ref(napi_env env, napi_ref ref, std::uint32_t* result) {
  return napi_reference_ref(env, plain(ref), result);
}

inline napi_status reference_unref(napi_env env, napi_ref ref, std::uint32_t* result) {
  return napi_reference_unref(env, plain(ref), result);
}

}  // namespace node_api_9

#define napi_create_reference node_api_9::create_reference
#define napi_get_reference_value node_api_9::get_reference_value
#define napi_delete_reference node_api_9::delete_reference
#define napi_reference_ref node_api_9::reference_ref
#define napi_reference_unref node_api_9::reference_unref
