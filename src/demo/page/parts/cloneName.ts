/** What a clone is called, also when nobody has named it, or its name isn't public. */
export const cloneName = (profile: { readonly name?: string | null } | null | undefined): string =>
  profile?.name ?? 'Clone without a name';
