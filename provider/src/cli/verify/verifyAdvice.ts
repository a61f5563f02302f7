/** How the ownership of a number is verified, as a next step without its full stop. */
export function verifyAdvice(phoneNumberId: string): string {
    return `Run "npx pulumi-whatsapp verify request --number ${phoneNumberId} --method SMS --language en_US", then "npx pulumi-whatsapp verify confirm" with the code, which is not the PIN`;
}
