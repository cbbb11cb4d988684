export const whom = () => "Vite";
